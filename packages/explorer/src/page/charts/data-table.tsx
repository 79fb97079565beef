export interface DataTableProps {
  /** What the table is about, for screen readers. */
  caption: string
  /** The first column names the row; all others are numbers. */
  head: readonly string[]
  rows: readonly (readonly string[])[]
}

/** The figures of a chart as they are. */
export function DataTable({ caption, head, rows }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="data-table" tabIndex={0} aria-label={`Table: ${caption}`}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...numbers], index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row">{name}</th>
              {numbers.map((number, column) => (
                <td key={head[column + 1]}>{number}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
