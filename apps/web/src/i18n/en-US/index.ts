import audit from './audit.js';
import cameras from './cameras.js';
import discovery from './discovery.js';
import file from './file.js';
import imports from './imports.js';
import login from './login.js';
import outages from './outages.js';
import overview from './overview.js';
import settings from './settings.js';
import shell from './shell.js';
import sim from './sim.js';
import ui from './ui.js';
import words from './words.js';

/** One file per page; `words` are the terms every page shares. Cut for reading, loaded as one. */
export default { ...words, ui, shell, login, overview, outages, cameras, file, imports, discovery, settings, audit, sim };
