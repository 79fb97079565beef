import type { Spec } from './specs.ts'

/** A credential as code names it. */
export interface SpecCredential {
  name: string
  /** Header that it travels in; absent: an id that only fills parameters. */
  header?: string
  /** Precedes the value. */
  prefix?: string
  environment: string
}

interface Credentialed extends Pick<Spec, 'x-callspec'> {
  components: Pick<Spec['components'], 'securitySchemes'>
}

/** The credentials of a spec: those of its security schemes, then the ids that name an account. */
export function credentialsOf({ components: { securitySchemes }, 'x-callspec': said }: Credentialed): SpecCredential[] {
  const schemes = Object.entries(securitySchemes).flatMap(([name, scheme]): SpecCredential[] => {
    // Lint reports what is missing.
    const { environment, username, password } = scheme['x-callspec'] ?? {}
    if (username && password)
      return [username, password].map((half) => ({
        name: half.name,
        ...AUTHORIZATION,
        prefix: 'Basic ',
        environment: half.environment,
      }))
    const travels = scheme.type === 'http' ? { ...AUTHORIZATION, prefix: 'Bearer ' } : { header: scheme.name!, prefix: '' }
    // The extension's schema asks for it wherever there is no user name.
    return [{ name, ...travels, environment: environment! }]
  })
  return [...schemes, ...Object.entries(said?.account ?? {}).map(([name, { environment }]) => ({ name, environment }))]
}

const AUTHORIZATION = { header: 'Authorization' }
