import type { NewItem } from '../../domain/items/item.ts';
import type { Role } from '../../domain/workspaces/roles.ts';

/** Somebody of the demo. */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** Somebody keeps some of an item. */
export interface DemoReservation {
  /** The address of whoever keeps it. */
  readonly email: string;
  readonly sku: string;
  readonly quantity: number;
}

/** The same password for everybody of the demo. It is no secret, and so the demo stays out of production. */
export const demoPassword = 'kettle lantern orchard violin';

/** Whoever owns the workspace comes first. */
export const demoPeople: readonly [DemoPerson, ...DemoPerson[]] = [
  { email: 'olga@demo.example', name: 'Olga', role: 'owner' },
  { email: 'amal@demo.example', name: 'Amal', role: 'admin' },
  { email: 'mika@demo.example', name: 'Mika', role: 'member' },
  { email: 'vera@demo.example', name: 'Vera', role: 'viewer' },
];

/** What the workspace is called when it is made. */
export const demoWorkspace = 'Demo';

const item = (sku: string, name: string, minorUnits: number, stock: number, ...tags: readonly string[]): NewItem => ({
  sku,
  name,
  price: { minorUnits, currency: 'EUR' },
  stock,
  tags: [...tags],
});

/** What can be given away. One is used up, so that it shows what happens then. */
export const demoItems: readonly NewItem[] = [
  item('MUG-BLUE', 'Blue mug', 1250, 24, 'kitchen', 'ceramic'),
  item('MUG-RED', 'Red mug', 1250, 18, 'kitchen', 'ceramic'),
  item('TEA-GREEN', 'Green tea, 100 g', 890, 40, 'kitchen', 'food'),
  item('BOOK-PLANTS', 'A book of house plants', 2400, 7, 'book'),
  item('BOOK-KNOTS', 'A book of knots', 1990, 3, 'book'),
  item('CARD-PLAIN', 'Plain card', 300, 500, 'paper'),
  item('CARD-GOLD', 'Card with a golden edge', 450, 0, 'paper'),
  item('PLANT-FERN', 'Fern in a pot', 1600, 5, 'plant'),
];

/** What is kept for somebody. */
export const demoReservations: readonly DemoReservation[] = [
  { email: 'mika@demo.example', sku: 'MUG-BLUE', quantity: 2 },
  { email: 'amal@demo.example', sku: 'BOOK-KNOTS', quantity: 1 },
];

/** Names for the context that the generator wrote. */
export const demoExamples: readonly string[] = ['First example', 'Second example'];
