/**
 * Query strings as plain text. The router's own reading turns digits into numbers, and a GB code of twenty digits
 * is larger than any number a browser can hold exactly.
 */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) if (value !== undefined && value !== null && value !== '') out.set(key, String(value));
  const text = out.toString();
  return text === '' ? '' : `?${text}`;
}
