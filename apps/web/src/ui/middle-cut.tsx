import type { ReactElement } from 'react';

/**
 * A long name cut in the middle: the estate is at its front, the position at its end, and both are needed.
 * The browser cuts the front part; the last `keep` characters always stay. Full name in the title.
 */
export function MiddleCut({ text, keep = 6 }: { text: string; keep?: number }): ReactElement {
  const letters = [...text];
  if (letters.length <= keep + 2) return <span className="middle-cut" title={text}><span className="middle-head">{text}</span></span>;
  return (
    <span className="middle-cut" title={text}>
      <span className="middle-head">{letters.slice(0, -keep).join('')}</span>
      <span className="middle-tail">{letters.slice(-keep).join('')}</span>
    </span>
  );
}
