/** Prints each problem as a line and makes the process exit with 1; without problems, prints the success message. */
export function report(problems: readonly string[], clean: string): void {
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(clean)
}
