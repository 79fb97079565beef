import type { Shell } from './answer.js'

// The shells hand over the words as they are and evaluate nothing of them. The libraries for this were not fit in November 2026: @bomb.sh/tab 0.0.22 never
// offers files, and its bash function runs what is typed; @pnpm/tabtab 0.5.4 brings six packages and does not find a file by its beginning in bash.

// No feature that bash 3.2, which macOS has, would not know, but for `compopt`. Without words, `-o default` completes files.
const BASH = `# Completion of callspec for bash: eval "$(callspec completion bash)"
_callspec() {
  local kind= line
  COMPREPLY=()
  {
    read -r kind
    while IFS= read -r line; do COMPREPLY+=("$line"); done
  } < <(callspec __complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case $kind in
    files) ;;
    folders) compopt -o dirnames +o default 2>/dev/null ;;
    open) compopt -o nospace +o default 2>/dev/null ;;
    *) compopt +o default 2>/dev/null ;;
  esac
}
complete -o default -F _callspec callspec
`

const ZSH = `#compdef callspec
# Completion of callspec for zsh: source <(callspec completion zsh), after compinit; or a file _callspec in $fpath
_callspec() {
  local kind
  local -a lines
  lines=("\${(@f)$(callspec __complete zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  kind=$lines[1]
  shift lines
  compset -P '--*='
  case $kind in
    files) _files ;;
    folders) _files -/ ;;
    open) (( $#lines )) && _describe -t words callspec lines -S '' ;;
    words) (( $#lines )) && _describe -t words callspec lines ;;
  esac
}
if [[ $funcstack[1] == _callspec ]]; then
  _callspec
else
  compdef _callspec callspec
fi
`

const FISH = `# Completion of callspec for fish: callspec completion fish | source; or a file in ~/.config/fish/completions
function __callspec_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (callspec __complete fish -- $words[2..-1] "$current" 2>/dev/null)
    set -l prefix (string match -r -- '^--[^=]+=' "$current")
    switch "$lines[1]"
        case files
            for path in (__fish_complete_path (string replace -- "$prefix" '' "$current"))
                echo "$prefix$path"
            end
        case folders
            for path in (__fish_complete_directories (string replace -- "$prefix" '' "$current") '')
                echo "$prefix$path"
            end
        case '*'
            printf '%s\\n' $lines[2..-1]
    end
end
complete -c callspec -f -a '(__callspec_complete)'
`

/** What each shell loads. It calls the command back for every completion, so it need not be renewed with the command. */
export const SCRIPTS: Readonly<Record<Shell, string>> = { bash: BASH, zsh: ZSH, fish: FISH }
