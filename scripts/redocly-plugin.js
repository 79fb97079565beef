// The conventions of specs/README.md as Redocly rules. redocly.yaml turns them on; scripts/test/lint.test.ts shows each of
// them failing. Every message says what is wrong and how to write it instead.
import { assumptionDefaultIsValid, assumptionIsRegistered, brandIsAServer } from './redocly/document.js'
import {
  answerPathsExist,
  arrayStatesExplode,
  extensionNamesExist,
  operationIsComplete,
  pagingIsUnambiguous,
} from './redocly/operations.js'
import { answerEnumIsOpen, answerIsOpen, propertyIsDescribed, requestEnumIsClosed } from './redocly/schemas.js'

export default () => ({
  id: 'callspec',
  rules: {
    oas3: {
      'operation-is-complete': operationIsComplete,
      'array-states-explode': arrayStatesExplode,
      'answer-is-open': answerIsOpen,
      'answer-enum-is-open': answerEnumIsOpen,
      'request-enum-is-closed': requestEnumIsClosed,
      'property-is-described': propertyIsDescribed,
      'paging-is-unambiguous': pagingIsUnambiguous,
      'extension-names-exist': extensionNamesExist,
      'answer-paths-exist': answerPathsExist,
      'assumption-is-registered': assumptionIsRegistered,
      'assumption-default-is-valid': assumptionDefaultIsValid,
      'brand-is-a-server': brandIsAServer,
    },
  },
})
