import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract, type OperationMeta } from '../../shared/contract/index.ts'

const about = `Everything that the console does can be asked here: the same operations, rights and refusals.

**Who asks.** Send \`Authorization: Bearer TOKEN\` with a token that you made under your account
(\`POST /session/create-token\`), or sign in with \`POST /session/sign-in\` and keep the cookie.

**Cookies need a proof.** A request that changes something and is authenticated by the cookie also
needs the header \`X-CSRF-Token\` with a token of \`GET /session/csrf\`. A bearer token needs none.

**Queries** are GET; lists and objects go into the query string as \`filter[0][field]=name\`.
**Commands** are POST with a JSON body. **Streams** answer with server-sent events.

**Refusals** have a code, a text, the data that the text was made of, and in \`data.next\` what to try.`

/** Typed arrays have no schema of their own: over HTTP they are lists of numbers. */
const converter = new ZodToJsonSchemaConverter({
  interceptors: [
    ({ schema, next }) => {
      const { def } = schema._zod
      const isArray = def.type === 'custom' && schema._zod.bag?.['Class'] !== undefined
      return isArray ? [true, { type: 'array', items: { type: 'number' } }] : next()
    },
  ],
})

/** The OpenAPI description of every operation, with the right that it needs. */
export async function describeApi(version: string): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [converter] })
  const document = await generator.generate(contract, {
    info: { title: 'Hostward', version, description: about },
    servers: [{ url: '/api' }],
    security: [{ bearer: [] }, { cookie: [] }],
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'hostward-session-PORT' },
      },
    },
  })
  for (const { operation, meta } of operationsOf(document)) describeMeta(operation, meta)
  const paths = { ...document.paths, '/session/csrf': { get: csrfOperation } }
  return { ...document, paths } as OpenAPI.Document
}

type Operation = OpenAPI.OperationObject & Record<`x-${string}`, unknown>

/** What the contract says of an operation besides its schemas. */
function describeMeta(operation: Operation, { kind, privilege, danger }: OperationMeta): void {
  operation['x-kind'] = kind
  operation['x-privilege'] = privilege
  if (danger) operation['x-danger'] = danger
  if (privilege === 'public') operation.security = []
}

function* operationsOf(
  document: OpenAPI.Document,
): Generator<{ operation: Operation; meta: OperationMeta }> {
  const metas = new Map<string, OperationMeta>()
  for (const [area, operations] of Object.entries(contract)) {
    for (const [name, procedure] of Object.entries(operations)) {
      metas.set(`${area}.${name}`, procedure['~orpc'].meta as OperationMeta)
    }
  }
  for (const item of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(item ?? {}) as Operation[]) {
      const meta = metas.get(operation.operationId ?? '')
      if (meta) yield { operation, meta }
    }
  }
}

const csrfOperation: OpenAPI.OperationObject = {
  operationId: 'session.csrf',
  summary: 'A token that proves that a page of this host asks',
  tags: ['session'],
  security: [],
  responses: {
    200: {
      description: 'OK',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { token: { type: 'string' } },
            required: ['token'],
          },
        },
      },
    },
  },
}
