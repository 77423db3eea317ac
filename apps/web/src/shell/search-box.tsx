import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { searchQuery } from '../api/queries.js';
import { Icon } from '../ui/icons.js';
import { useKeys } from '../ui/keys.js';
import { MiddleCut } from '../ui/middle-cut.js';
import { StateMark } from '../ui/state-mark.js';

/** A pause this long ends a word; asking at every letter would only load the server. */
const pauseMs = 150;

/** Global search: '/' focuses, arrows choose, Enter opens, Esc leaves. The server searches names, pinyin initials, codes and addresses in scope. */
export function SearchBox(): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  useKeys({ '/': () => {
    input.current?.focus();
    input.current?.select();
  } });
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const query = useQuery(searchQuery(asked));
  const sites = query.data?.sites ?? [];
  const cameras = query.data?.cameras ?? [];
  const total = sites.length + cameras.length;

  const leave = (): void => {
    setOpen(false);
    setText('');
    input.current?.blur();
  };
  const go = (index: number): void => {
    const site = sites[index];
    const camera = cameras[index - sites.length];
    if (site) void navigate({ to: '/cameras', search: { node: site.id } });
    else if (camera) void navigate({ to: '/cameras/$id', params: { id: camera.id } });
    else if (text.trim() !== '') void navigate({ to: '/cameras', search: { q: text.trim() } });
    else return;
    leave();
  };
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return; // Enter that ends a pinyin word is not ours
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter') go(at);
    else if (event.key === 'ArrowDown') setAt((i) => Math.min(i + 1, Math.max(total - 1, 0)));
    else if (event.key === 'ArrowUp') setAt((i) => Math.max(i - 1, 0));
    else return;
    event.preventDefault();
  };
  const shown = open && asked !== '';
  return (
    <div className="search" onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
    }}>
      <Icon name="search" size={14} />
      <input ref={input} value={text} placeholder={t('shell.search.placeholder')} aria-label={t('ui.keys.search')} role="combobox" aria-expanded={shown} aria-controls="search-answers" aria-autocomplete="list"
        {...(shown && total > 0 ? { 'aria-activedescendant': `search-${at}` } : {})}
        autoComplete="off" spellCheck={false} maxLength={80}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)} onKeyDown={press} />
      <kbd>/</kbd>
      {shown && query.data && (
        <div className="search-answers" id="search-answers" role="listbox" aria-label={t('ui.search')}>
          {total === 0 && <p className="muted">{t('shell.search.none', { q: asked })}</p>}
          {sites.length > 0 && <div className="search-group" role="presentation">{t('shell.search.sites')}</div>}
          {sites.map((site, i) => (
            <div key={site.id} id={`search-${i}`} role="option" aria-selected={at === i} className={at === i ? 'chosen' : ''} onMouseDown={(event) => event.preventDefault()} onClick={() => go(i)}>
              <Icon name="site" size={13} /><MiddleCut text={site.name} />
              {site.cameras !== undefined && <span className="faint">{site.cameras} {t('unit.cameras')}</span>}
            </div>
          ))}
          {cameras.length > 0 && <div className="search-group" role="presentation">{t('shell.search.cameras')}</div>}
          {cameras.map((camera, n) => {
            const i = sites.length + n;
            return (
              <div key={camera.id} id={`search-${i}`} role="option" aria-selected={at === i} className={at === i ? 'chosen' : ''} onMouseDown={(event) => event.preventDefault()} onClick={() => go(i)}>
                {camera.state ? <StateMark state={camera.state} size={11} label={t(`state.${camera.state}`)} /> : <Icon name="camera" size={13} />}
                <MiddleCut text={camera.name} />
                <span className="faint">{camera.site?.name ?? ''} {camera.ip ?? ''}</span>
              </div>
            );
          })}
          {total > 0 && <div className="search-hint faint">{t('shell.search.hint')}</div>}
        </div>
      )}
    </div>
  );
}
