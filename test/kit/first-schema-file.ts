import { DatabaseSync } from '@photostructure/sqlite'
import { applicationId, closeClean, openWriter, storeFiles } from '../../host/store/index.ts'
import { migrate } from '../../host/store/migrations/index.ts'

/** A data folder as the first release of the schema left it, with some rows and a journal. */
export function writeFirstSchema(dataDir: string): void {
  const database = openWriter(storeFiles(dataDir).fabric)
  database.exec(`PRAGMA application_id = ${applicationId}`)
  migrate(database, 0, 1)
  database.exec(`
    INSERT INTO rows VALUES ('vm', 'vm-10', '{"id":"vm-10"}');
    INSERT INTO rows VALUES ('vm', 'vm-9', '{"id":"vm-9"}');
    INSERT INTO rows VALUES ('hostgroup', 'hostgroup-3', '{"id":"hostgroup-3"}');
    INSERT INTO engine VALUES (1, 5000, 2, '{"queue":[]}');
    INSERT INTO columns VALUES ('vm.run', x'010203');
    INSERT INTO journal VALUES (3, 6000, 1, '{"actor":{"name":"ann"},"operation":"vm.start","input":{}}');
    INSERT INTO clock VALUES (1, 7000);
  `)
  closeClean(database)
}

/** Sets the schema's version in a file's header, as a later release would. */
export function writeVersion(file: string, version: number): void {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA user_version = ${version}`)
  closeClean(database)
}
