import { renderToString } from 'preact-render-to-string'
import charts from '../page/charts/charts.css'
import tables from '../page/charts/data-table.css'
import week from '../page/charts/week.css'
import tokens from '../page/page.css'
import { boundsOf } from './bounds-of.js'
import { periodWords } from './period-words.js'
import styles from './report.css'
import { ReportPage, type ReportPageProps } from './report-page.js'

// Should a name ever escape its place, it could still run or load nothing.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/** A report as one file: what it shows is all there, without a script. */
export function reportHtml(props: ReportPageProps): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="generator" content="callspec report" />
        <title>{`Calls, ${periodWords(boundsOf(props.query), props.timeZone)}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: [tokens, charts, tables, week, styles].join('\n') }} />
      </head>
      <body>
        <ReportPage {...props} />
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}
