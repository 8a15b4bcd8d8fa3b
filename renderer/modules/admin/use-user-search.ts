import { ref, type Ref } from 'vue'
import type { UserRowView } from '../../../shared/contract/index.ts'
import type { UserId } from '../../../shared/domain/index.ts'
import { client, useQuery } from '../../session/index.ts'
import { useKept } from './use-kept.ts'
import type { PickOption } from './pick-option.ts'

const mostFound = 100

export interface UserSearch {
  text: Ref<string>
  options: Readonly<Ref<readonly PickOption<UserId>[]>>
  total: Readonly<Ref<number>>
  state: Readonly<Ref<'ready' | 'loading' | 'error'>>
}

/** The users whose name holds a text, the first hundred of them, for a list to tick them in. */
export function useUserSearch(): UserSearch {
  const text = ref('')
  const query = useQuery(
    () => ({
      text: text.value,
      limit: mostFound,
      sort: { field: 'name', direction: 'asc' } as const,
    }),
    (input, options) => client.user.list(input, options),
  )
  const found = useKept(query.data)

  return {
    text,
    options: found(data => data.rows.map(optionOf), []),
    total: found(data => data.total, 0),
    state: query.state,
  }
}

/** A user as something to tick. */
export function optionOf(user: UserRowView): PickOption<UserId> {
  return { id: user.id, name: user.name, detail: user.displayName }
}
