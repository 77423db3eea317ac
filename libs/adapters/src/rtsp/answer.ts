/** What the first bytes of an answer are: not enough yet, a status, or nothing of RTSP. */
export type FirstLine = { readonly kind: 'more' } | { readonly kind: 'status'; readonly status: number } | { readonly kind: 'wrong'; readonly detail: string };

/** A status line has some twenty characters; who sends this many without an end will not send one. */
export const lineLimit = 1_024;

/** Reads the status line (RFC 2326 §7.1) of an answer that may still be coming. Headers behind it prove nothing more and are not waited for. */
export function firstLineOf(text: string): FirstLine {
  if (!text.startsWith('RTSP/') && !'RTSP/'.startsWith(text)) return { kind: 'wrong', detail: 'the answer is not RTSP' };
  const end = text.indexOf('\r\n');
  if (end < 0 ? text.length > lineLimit : end > lineLimit) return { kind: 'wrong', detail: 'the answer has no end' };
  if (end < 0) return { kind: 'more' };
  const status = Number(/^RTSP\/\d\.\d ([1-5]\d\d)(?: |$)/.exec(text.slice(0, end))?.[1]);
  return Number.isNaN(status) ? { kind: 'wrong', detail: 'the answer has no status' } : { kind: 'status', status };
}
