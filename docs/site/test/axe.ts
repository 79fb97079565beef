import type { Page } from 'playwright-core'
import { axeViolations } from '../../../scripts/src/axe-violations.ts'

/** What axe-core holds to be a serious or critical violation on a page. */
export const seriousViolations = (page: Page): Promise<string[]> => axeViolations(page, ['serious', 'critical'])
