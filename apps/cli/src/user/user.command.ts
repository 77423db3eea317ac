import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { addPerson, checkNewPassword, hashPassword, roles, writeTrail, type Role } from '#access';
import { Fault, systemClock } from '#kernel';
import { withDatabase } from '../open.js';
import { printTable } from '../table.js';

/** People from the machine itself, for the day on which nobody can log in. Every change is on the trail as made at the prompt. */
export function userCommand(program: Command): void {
  const user = program.command('user').description('people, from the machine itself; every change is on the trail');
  user.command('list', { isDefault: true }).option('--json', 'for programs').action(async ({ json }: { json?: boolean }) => {
    const people = await withDatabase((source) => source.query<{ number: string; name: string; unit: string; roles: string[]; disabled: boolean }[]>('select number, name, unit, roles, disabled_at is not null as disabled from person order by number'));
    if (json) return void process.stdout.write(`${JSON.stringify(people)}\n`);
    printTable(['number', 'name', 'unit', 'roles', ''], people.map((person) => [person.number, person.name, person.unit, person.roles.join(' '), person.disabled ? 'disabled' : '']));
  });
  user.command('add').argument('<number>').requiredOption('--name <name>').requiredOption('--role <role...>', roles.join(', ')).option('--unit <unit>', '', '').description('the password is read from standard input')
    .action(async (number: string, options: { name: string; role: string[]; unit: string }) => {
      const unknown = options.role.find((role) => !(roles as readonly string[]).includes(role));
      if (unknown) throw new Fault('invalid', { code: 'cli.role', message: `there is no role ${unknown}: ${roles.join(', ')}` });
      const password = await readPassword();
      await withDatabase((source) => source.transaction(async (tx) => {
        const id = await addPerson(tx, { number, name: options.name, unit: options.unit, roles: options.role as Role[], password });
        await writeTrail(tx, { personNumber: 'prompt', action: 'person-add', objectKind: 'person', objectId: id, outcome: 'done', client: 'cli', detail: { number, roles: options.role } }, systemClock.now());
      }));
      process.stdout.write(`${number} added\n`);
    });
  user.command('reset-password').argument('<number>').description('the new password is read from standard input; all sessions end').action(async (number: string) => {
    const password = await readPassword();
    await change(number, 'person-reset-password', async (tx, person) => {
      await checkNewPassword(password, number, [person.password_hash, ...person.password_history].filter((hash) => hash !== null));
      await tx.query("update person set password_hash = $2, password_history = $3, failed_at = '{}', locked_until = null where id = $1", [person.id, await hashPassword(password), [person.password_hash, ...person.password_history].filter((hash) => hash !== null).slice(0, 5)]);
    });
  });
  user.command('disable').argument('<number>').description('ends all sessions at once').action((number: string) => change(number, 'person-disable', (tx, person) => tx.query('update person set disabled_at = now() where id = $1', [person.id])));
  user.command('enable').argument('<number>').action((number: string) => change(number, 'person-enable', (tx, person) => tx.query('update person set disabled_at = null where id = $1', [person.id])));
}

interface Known { readonly id: string; readonly password_hash: string | null; readonly password_history: readonly string[] }

async function change(number: string, action: string, work: (tx: Parameters<typeof addPerson>[0], person: Known) => Promise<unknown>): Promise<void> {
  await withDatabase((source) => source.transaction(async (tx) => {
    const [person] = await tx.query<Known[]>('select id, password_hash, password_history from person where number = $1 for update', [number]);
    if (!person) throw new Fault('missing', { code: 'cli.no-person', message: `nobody has the number ${number}: fengsui user list` });
    await work(tx, person);
    await tx.query('delete from session where person_id = $1', [person.id]);
    await writeTrail(tx, { personNumber: 'prompt', action, objectKind: 'person', objectId: person.id, outcome: 'done', client: 'cli' }, systemClock.now());
  }));
  process.stdout.write(`${number}: done\n`);
}

/** One line of standard input: from a pipe or a file, or typed (it is shown then: pipe it where somebody looks over your shoulder). */
function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('password (shown as you type): ');
  const lines = createInterface({ input: process.stdin, terminal: false });
  return new Promise((resolve, reject) => {
    lines.once('line', (line) => { resolve(line); lines.close(); });
    lines.once('close', () => reject(new Fault('invalid', { code: 'cli.no-password', message: 'give the password on standard input' })));
  });
}
