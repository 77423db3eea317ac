import type { DataSource } from 'typeorm';
import { checkNewPassword, hashPassword } from './password.js';
import { addPerson, type NewPerson } from './people.js';

const people: readonly Omit<NewPerson, 'password'>[] = [
  { number: '1001', name: '周海宁', unit: '指挥中心', roles: ['command-operator'] },
  { number: '1002', name: '李青', unit: '指挥中心', roles: ['shift-lead'] },
  { number: '1101', name: '王磊', unit: '滨河所', roles: ['station-operator'] },
  { number: '2001', name: '陈立', unit: '督查科', roles: ['inspector'] },
  { number: '9001', name: '赵系统', unit: '科信科', roles: ['system-admin'] },
  { number: '9002', name: '钱安全', unit: '科信科', roles: ['security-admin'] },
  { number: '9003', name: '孙审计', unit: '督查科', roles: ['audit-admin'] },
];

/** The demonstration's accounts, invented names; each start sets their password to the one it prints. */
export async function ensureDemoPeople(source: DataSource, password: string): Promise<void> {
  await checkNewPassword(password, '', []);
  const hash = await hashPassword(password);
  await source.transaction(async (tx) => {
    for (const person of people) {
      const [known] = await tx.query<{ id: string }[]>('select id from person where number = $1', [person.number]);
      const id = known?.id ?? (await addPerson(tx, person));
      await tx.query("update person set password_hash = $2, failed_at = '{}', locked_until = null where id = $1", [id, hash]);
    }
  });
}

/** Where the station's account works, by the name that the simulated district gives it. */
export const demoStation = '滨河所';

/** The station's account sees its station only, once the organisation exists. */
export async function scopeDemoStation(source: DataSource, node: string): Promise<void> {
  await source.query("update person set scope_node = $1 where number = '1101' and scope_node is null", [node]);
}
