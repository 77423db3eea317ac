import { ApiFault } from '../../api/index.js';

/** What the server says about single fields, by field key. Faults carry them in `facts.problems` or name one `facts.field`. */
export function fieldProblems(error: unknown, language: string): Readonly<Record<string, string>> {
  if (!(error instanceof ApiFault)) return {};
  const out: Record<string, string> = {};
  const say = (entry: { zh?: unknown; message?: unknown }): string => {
    const [zh, en] = [entry.zh, entry.message].map((text) => (typeof text === 'string' ? text : null));
    return (language === 'zh-CN' ? zh ?? en : en ?? zh) ?? error.code;
  };
  const problems = error.facts['problems'];
  if (Array.isArray(problems)) {
    for (const problem of problems as readonly unknown[]) {
      if (typeof problem !== 'object' || problem === null) continue;
      const { field, path, zh, message } = problem as { field?: unknown; path?: unknown; zh?: unknown; message?: unknown };
      const key = typeof field === 'string' ? field : Array.isArray(path) ? String(path.at(-1)) : typeof path === 'string' ? path : null;
      if (key !== null) out[key] = say({ zh, message });
    }
  }
  const field = error.facts['field'];
  if (typeof field === 'string' && !(field in out)) out[field] = say({ zh: error.zh, message: error.message });
  return out;
}
