import { faultOf, ApiFault } from '../../api/client.js';
import { apiUrl } from '../../api/index.js';

/** The part of XMLHttpRequest we use; a spec brings its own. */
export type Sender = Pick<XMLHttpRequest, 'open' | 'send' | 'setRequestHeader' | 'abort' | 'status' | 'responseText' | 'upload' | 'onload' | 'onerror'>;

/**
 * Sends one file and tells how far it is: `fetch` still cannot say that. Throws ApiFault like every other call.
 * Aborting closes the connection; the server forgets a file it did not get whole.
 */
export function uploadFile<T>(path: string, file: File, on: (share: number) => void, signal: AbortSignal, open: () => Sender = () => new XMLHttpRequest()): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = open();
    request.open('POST', apiUrl(path));
    request.setRequestHeader('x-requested-with', 'fengsui');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) on(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(answer as T);
      else reject(faultOf(request.status, answer));
    };
    request.onerror = () => reject(new ApiFault('web.unreachable', 'unreachable', 'The platform did not answer', '平台没有应答', null, 0));
    signal.addEventListener('abort', () => {
      request.abort();
      reject(new DOMException('aborted', 'AbortError'));
    }, { once: true });
    const body = new FormData();
    body.append('file', file, file.name);
    request.send(body);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // an error page of a proxy: the status still speaks
  }
}

/** What the server reads; said before a large file is sent for nothing. */
export const readable = (name: string): boolean => /\.(xlsx|csv)$/i.test(name);
export const largestMb = 64;
