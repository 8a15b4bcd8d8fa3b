import type { Check } from './types.ts'

/** Members of roles and groups are there, and somebody who can sign in is an administrator. */
export const roleCheck: Check = {
  name: 'role',
  find({ world }) {
    const administrators = new Set<string>()
    for (const { name, userIds, userGroupIds, profile } of world.all('role')) {
      const groups = userGroupIds.map(id => world.find('usergroup', id))
      const members = [...userIds, ...groups.flatMap(group => group?.userIds ?? [])]
      const isWhole = groups.every(Boolean) && userIds.every(id => world.find('user', id))
      if (!isWhole) return `the role ${name} has a member that is gone`
      if (profile === 'administrator') members.forEach(id => administrators.add(id))
    }
    for (const { name, userIds } of world.all('usergroup')) {
      if (!userIds.every(id => world.find('user', id))) return `${name} has a member that is gone`
    }
    const canSignIn = [...administrators].some(id => world.find('user', id)?.enabled)
    return world.count('user') === 0 || canSignIn ? undefined : 'no administrator can sign in'
  },
}
