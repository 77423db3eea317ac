import { type Random } from './random.js';
import { communityNames, contractors, districtName, stationNames, streetNames } from './place-names.js';
import { districtCode } from './gb-code.js';
import { type TreeNode } from './world.js';

/** West to east and north to south, as shares of the district: which cell of a grid a place lies in. */
const cell = (x: number, y: number, columns: number, rows: number): number =>
  Math.min(rows - 1, Math.floor((1 - y) * rows)) * columns + Math.min(columns - 1, Math.floor(x * columns));

export interface Organisation {
  readonly police: readonly TreeNode[];
  readonly governance: readonly TreeNode[];
  readonly maintenance: readonly TreeNode[];
  /** Where a place belongs in each tree. `x`, `y` are shares of the district, 0 … 1 from the south-west. */
  placeOf(x: number, y: number): { station: number; policeNodeId: string; governanceNodeId: string; street: string };
  crewOf(station: number): string;
}

const node = (id: string, parentId: string | null, kind: string, name: string, code = id): TreeNode => ({ id, parentId, kind, name, code });

/** Three trees that never fold into one: a station's border and a street's border cross each other on purpose. */
export function buildOrganisation(random: Random): Organisation {
  const police: TreeNode[] = [
    node('police-city', null, 'city', '市公安局', '340100'),
    node('police-district', 'police-city', 'command-centre', `${districtName}公安分局指挥中心`, districtCode),
  ];
  stationNames.forEach((name, index) => {
    const station = `police-${index + 1}`;
    police.push(node(station, 'police-district', 'station', name, `${districtCode}${String(index + 1).padStart(2, '0')}`));
    for (const beat of [1, 2]) police.push(node(`${station}-beat-${beat}`, station, 'beat', `${name.replace('所', '')}${beat}号责任区`));
  });
  const governance: TreeNode[] = [node('gov-district', null, 'district', `${districtName}综治中心`, districtCode)];
  streetNames.forEach((name, index) => {
    const street = `gov-${index + 1}`;
    governance.push(node(street, 'gov-district', 'street', name, `${districtCode}${String(index + 1).padStart(3, '0')}`));
    for (const half of [0, 1]) {
      const community = `${street}-${half + 1}`;
      governance.push(node(community, street, 'community', `${name.replace('街道', '')}${communityNames[(index + half * 3) % communityNames.length]}社区`));
      for (const grid of [1, 2, 3]) governance.push(node(`${community}-${grid}`, community, 'grid', `第${grid}网格`));
    }
  });
  const maintenance: TreeNode[] = [];
  contractors.forEach(([company, crews], index) => {
    const contractor = `maint-${index + 1}`;
    maintenance.push(node(contractor, null, 'contractor', company));
    crews.forEach((crew, at) => maintenance.push(node(`${contractor}-${at + 1}`, contractor, 'crew', crew)));
  });
  const crews = maintenance.filter((each) => each.kind === 'crew');
  return {
    police, governance, maintenance,
    placeOf(x, y) {
      const station = cell(x, y, 3, 2) + 1;
      const street = cell(x, y, 4, 2) + 1;
      return {
        station,
        policeNodeId: `police-${station}-beat-${(x * 3) % 1 < 0.5 ? 1 : 2}`,
        governanceNodeId: `gov-${street}-${(x * 4) % 1 < 0.5 ? 1 : 2}-${random.between(1, 3)}`,
        street: streetNames[street - 1] ?? streetNames[0],
      };
    },
    crewOf: (station) => (crews[(station - 1) % crews.length] as TreeNode).id,
  };
}
