/** Import directions of the house. The table is the rule; docs/architecture.md explains it. */
const rooms = {
  kernel: [],
  protocols: ['kernel'],
  access: ['kernel'],
  inventory: ['kernel', 'access'],
  health: ['kernel', 'access', 'inventory'],
  media: ['kernel', 'access', 'inventory'],
  maintenance: ['kernel', 'access', 'inventory', 'health'],
  cascade: ['kernel', 'access', 'inventory', 'health', 'media'],
  reporting: ['kernel', 'access', 'inventory', 'health', 'maintenance', 'media', 'cascade'],
  adapters: ['kernel', 'protocols', 'inventory', 'health', 'media', 'cascade'],
};
const direction = Object.entries(rooms).map(([room, may]) => ({
  name: `${room}-imports`,
  severity: 'error',
  comment: `${room} may import only: ${may.join(', ') || 'nothing'}`,
  from: { path: `^libs/${room}/` },
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[room, ...may].join('|')})/` },
}));
const doors = {
  name: 'doors', severity: 'error', comment: 'enter a room by its door, not by a path inside it',
  from: { path: '^(apps|libs)/([^/]+)/' },
  to: { path: '^libs/', pathNot: ['^libs/[^/]+(/testing)?/src/index\\.ts$', '^libs/$2/'] },
};
const apps = {
  name: 'nobody-imports-apps', severity: 'error', comment: 'an app never imports another app',
  from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' },
};
const strangers = {
  name: 'adapters-are-strangers', severity: 'error', comment: 'one adapter never imports another',
  from: { path: '^libs/adapters/src/([^/]+)/' },
  to: { path: '^libs/adapters/src/([^/]+)/', pathNot: ['^libs/adapters/src/$1/', '^libs/adapters/src/conformance/'] },
};
const onvifPackage = {
  name: 'onvif-behind-our-port', severity: 'error', comment: 'the npm package is a foreign client for tests (docs/adr/004)',
  from: { pathNot: '^test/' }, to: { path: 'node_modules/onvif/' },
};
const fakes = {
  name: 'fakes-stay-in-tests', severity: 'error', comment: 'only specs and test/ use a testing door',
  from: { pathNot: ['\\.spec\\.tsx?$', '^test/', '/testing/', '/conformance/'] }, to: { path: '^libs/[^/]+/testing/' },
};
const cycles = { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } };

module.exports = {
  forbidden: [...direction, doors, apps, strangers, onvifPackage, fakes, cycles],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['fengsui-source', 'import', 'node', 'default'], extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'] },
  },
};
