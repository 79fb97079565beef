import { root } from '../specs.ts'
import { documentedFile } from './documented-file.ts'
import { readFacts } from './facts.ts'
import { formatted } from './formatted.ts'
import { clientTestFile, indexFile, readme, sharedForm } from './package-files.ts'
import { providerFile } from './provider-file.ts'
import { simulatorFile } from './simulator-file.ts'
import { simulatorTestFile } from './simulator-test-file.ts'
import { webhookFiles } from './webhook-files.ts'

/** The second step: whatever follows from the spec and its examples, by path. A person then owns these files. */
export function providerFiles(id: string, base = root): Map<string, string> {
  const facts = readFacts(id, base)
  return new Map([
    ...sharedForm(id, facts.name, base),
    [`packages/${id}/README.md`, readme(facts)],
    ...formatted([
      [`packages/${id}/src/index.ts`, indexFile(facts)],
      [`packages/${id}/src/provider.ts`, providerFile(facts)],
      [`packages/${id}/test/client.test.ts`, clientTestFile(facts)],
      ...webhookFiles(id, facts.name, facts.spec),
      [`packages/${id}/test/documented.ts`, documentedFile(facts)],
      [`packages/simulator/src/providers/${id}/simulator.ts`, simulatorFile(facts)],
      [`packages/simulator/test/providers/${id}.ts`, simulatorTestFile(facts)],
    ]),
  ])
}
