import { cellsOf } from '../cells.js'
import type { Cell } from '../table.js'
import type { CreateWriter } from '../writer.js'
import { writtenColumns } from '../written-columns.js'
import { parquetSchema } from './parquet-schema.js'
import { createSinkWriter } from './sink-writer.js'

// A row group is what is held in memory; readers skip whole ones, and many small ones make them slow.
const ROWS_IN_GROUP = 10_000
const CHARACTERS_IN_GROUP = 8_000_000

export const createParquetWriter: CreateWriter = async (sink, { onLoss, columns: names }) => {
  const written = writtenColumns(names)
  const { ParquetWriter } = await import('hyparquet-writer')
  const file = new ParquetWriter({ writer: await createSinkWriter(sink), schema: parquetSchema(written), createdBy: 'callspec' })
  /** The row group under way, a list of values for each column. */
  let columns: (Cell | bigint)[][] = written.map(() => [])
  let characters = 0

  async function writeGroup(): Promise<void> {
    const columnData = written.map(({ name }, index) => ({ name, data: columns[index]! }))
    const rowGroupSize = columnData[0]!.data.length
    columns = written.map(() => [])
    characters = 0
    if (rowGroupSize > 0) await file.write({ columnData, rowGroupSize })
  }

  return {
    async add(calls) {
      for (const call of calls) {
        for (const [index, cell] of cellsOf(written, call, onLoss).entries()) {
          const isStamp = written[index]!.type === 'stamp' && cell !== null
          columns[index]!.push(isStamp ? BigInt(Date.parse(String(cell))) : cell)
          if (typeof cell === 'string') characters += cell.length
        }
        if (columns[0]!.length >= ROWS_IN_GROUP || characters >= CHARACTERS_IN_GROUP) await writeGroup()
      }
    },
    async end() {
      await writeGroup()
      await file.finish()
    },
  }
}
