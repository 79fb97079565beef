import { Argument, type Command } from 'commander'
import { answer, SHELLS, type Shell } from '../completion/answer.js'
import { complete } from '../completion/complete.js'
import { joinedWords } from '../completion/joined-words.js'
import { SCRIPTS } from '../completion/scripts.js'
import { write } from '../io/output.js'

const INSTALL = `
Load it wherever the shell starts:
  bash    ~/.bashrc                     eval "$(callspec completion bash)"
  zsh     ~/.zshrc, below compinit      source <(callspec completion zsh)
  fish    ~/.config/fish/config.fish    callspec completion fish | source

Commands, options and their words are completed, ids of sources from the
configuration, and files. No request is sent.`

export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .summary('print what completes callspec in bash, zsh or fish')
    .description('Prints a script that completes callspec in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', INSTALL)
    .action((shell: Shell) => write(SCRIPTS[shell]).then(() => undefined))
  // Called by those scripts.
  program
    .command('__complete', { hidden: true })
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .argument('<words...>', 'those after callspec, up to the cursor')
    .action(async (shell: Shell, words: string[]) => {
      await write(answer(complete(program, shell === 'bash' ? joinedWords(words) : words), shell))
    })
}
