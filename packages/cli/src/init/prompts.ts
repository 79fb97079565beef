import type * as Clack from '@clack/prompts'
import { noteWidth } from '../io/output.js'
import { wrap } from '../print/wrap.js'

/** Somebody pressed Ctrl-C or Escape at a question. */
export class Canceled extends Error {
  override readonly name = 'Canceled'
}

export interface Choice<Value extends string> {
  value: Value
  label: string
  hint?: string | undefined
}

/** Questions on the terminal. Each rejects with `Canceled` where somebody leaves. */
export interface Prompts {
  say(text: string): void
  warn(text: string): void
  good(text: string): void
  /** The first and the last line. */
  begin(title: string): void
  end(text: string): void
  text(
    message: string,
    options?: { value?: string; hint?: string; problemOf?: (text: string) => string | undefined },
  ): Promise<string>
  /** What is typed is not shown. */
  secret(message: string): Promise<string>
  confirm(message: string, value?: boolean): Promise<boolean>
  one<Value extends string>(message: string, choices: readonly Choice<Value>[]): Promise<Value>
  several<Value extends string>(message: string, choices: readonly Choice<Value>[], chosen: readonly Value[]): Promise<Value[]>
}

/** Loaded here: no other command asks anything. stdout stays for what may be kept. */
export async function openPrompts(): Promise<Prompts> {
  const clack = await import('@clack/prompts')
  const output = process.stderr
  const answered = <Value>(value: Value | typeof Clack.CANCEL_SYMBOL): Value => {
    if (clack.isCancel(value)) throw new Canceled()
    return value
  }
  return {
    say: (text) => clack.log.step(fitted(text), { output }),
    warn: (text) => clack.log.warn(fitted(text), { output }),
    good: (text) => clack.log.success(fitted(text), { output }),
    begin: (title) => clack.intro(title, { output }),
    end: (text) => clack.outro(text, { output }),
    text: async (message, { value, hint, problemOf } = {}) =>
      answered(
        await clack.text({
          message,
          output,
          ...(value !== undefined && { initialValue: value }),
          ...(hint !== undefined && { placeholder: hint }),
          validate: (text) => problemOf?.(text?.trim() ?? ''),
        }),
      ).trim(),
    secret: async (message) =>
      answered(
        await clack.password({
          message,
          output,
          validate: (text) => (text?.trim() ? undefined : 'Type or paste it, or leave with Ctrl-C.'),
        }),
      ).trim(),
    confirm: async (message, value = true) => answered(await clack.confirm({ message, output, initialValue: value })),
    one: async (message, choices) => answered(await clack.select({ message, output, options: optionsOf(choices) })),
    several: async (message, choices, chosen) =>
      answered(
        await clack.multiselect({ message, output, options: optionsOf(choices), initialValues: [...chosen], required: true }),
      ),
  }
}

/** Beside the line that runs down the left side. */
const fitted = (text: string) => wrap(text, noteWidth() - 4)

const optionsOf = <Value extends string>(choices: readonly Choice<Value>[]) =>
  choices.map(({ value, label, hint }) => ({ value, label, ...(hint !== undefined && { hint }) })) as Clack.Option<Value>[]
