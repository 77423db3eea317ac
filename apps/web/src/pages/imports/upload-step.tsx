import { Button, Progress } from 'antd';
import { useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, useFaultText } from '../../ui/index.js';
import { largestMb, readable, uploadFile } from './upload.js';
import type { ImportJob } from './queries.js';

/** Drop a sheet or choose one. Nothing is written by sending it. */
export function UploadStep({ onRead }: { onRead: (job: ImportJob) => void }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setProblem(null);
    if (!readable(file.name)) return setProblem(t('imports.upload.kind', { name: file.name }));
    if (file.size > largestMb * 1024 * 1024) return setProblem(t('imports.upload.large', { mb: Math.ceil(file.size / 1024 / 1024), most: largestMb }));
    const abort = new AbortController();
    sending.current = abort;
    setName(file.name);
    setShare(0);
    try {
      const job = await uploadFile<ImportJob>('/imports', file, setShare, abort.signal);
      onRead({ ...job, state: job.state ?? 'read', fileName: job.fileName ?? file.name });
    } catch (error) {
      if (!abort.signal.aborted) setProblem(text(error));
    } finally {
      setShare(null);
    }
    return undefined;
  };

  return (
    <div className="import-upload">
      <div className={`drop${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void send(event.dataTransfer.files[0]);
        }}>
        {share === null
          ? (
            <>
              <Icon name="upload" size={28} />
              <b>{t('imports.upload.drop')}</b>
              <span className="muted">{t('imports.upload.kinds', { mb: largestMb })}</span>
              <Button type="primary" onClick={() => input.current?.click()}>{t('imports.upload.choose')}</Button>
              <input ref={input} type="file" accept=".xlsx,.csv" hidden aria-label={t('imports.upload.choose')}
                onChange={(event) => {
                  void send(event.target.files?.[0]);
                  event.target.value = '';
                }} />
            </>
          )
          : (
            <>
              <b>{name}</b>
              <Progress className="import-progress" percent={Math.round(share * 100)} status="active" aria-label={t('imports.upload.sending')} />
              <span className="muted">{t(share < 1 ? 'imports.upload.sending' : 'imports.upload.reading')}</span>
              <Button onClick={() => sending.current?.abort()}>{t('ui.cancel')}</Button>
            </>
          )}
      </div>
      {problem !== null && <p className="import-problem" role="alert"><Icon name="warning" size={15} /> {problem}</p>}
      <ul className="import-notes note">
        <li>{t('imports.upload.note1')}</li>
        <li>{t('imports.upload.note2')}</li>
        <li>{t('imports.upload.note3')}</li>
      </ul>
    </div>
  );
}
