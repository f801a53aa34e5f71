import sharp from 'sharp';
import { SeededRandom } from './random.ts';

type Colour = readonly [number, number, number];

const SKIES: readonly (readonly [Colour, Colour])[] = [
  [
    [205, 228, 232],
    [250, 240, 220],
  ],
  [
    [250, 214, 165],
    [252, 240, 225],
  ],
  [
    [60, 78, 120],
    [240, 160, 120],
  ],
  [
    [28, 38, 66],
    [90, 110, 150],
  ],
];

const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
];

/** A drawn landscape for the demo: hills below a sky with a sun. A photograph would be of someone, or of somewhere. */
export async function landscape(seed: number): Promise<Buffer> {
  const [width, height] = [1200, 675];
  const random = new SeededRandom(seed * 7919);
  const [top, low] = SKIES[(seed - 1) % SKIES.length] ??
    SKIES[0] ?? [
      [255, 255, 255],
      [255, 255, 255],
    ];
  const sun = { x: width * (0.2 + 0.6 * random.next()), y: height * (0.2 + 0.2 * random.next()), r: 55 };
  const hills = [0.55, 0.68, 0.82].map((level, i) => ({
    level: level * height,
    waves: [1, 2, 3].map((n) => ({
      size: (38 / n) * (0.6 + random.next()),
      phase: random.next() * 7,
      per: n * (1.1 + i),
    })),
    colour: mixed([120, 165, 150], [20, 74, 84], i / 2),
  }));
  const points = Buffer.alloc(width * height * 3);
  for (let x = 0; x < width; x += 1) {
    const edges = hills.map(({ level, waves }) =>
      waves.reduce((y, { size, phase, per }) => y + size * Math.sin((x / width) * per * Math.PI + phase), level),
    );
    for (let y = 0; y < height; y += 1) {
      let colour = mixed(top, low, Math.min(1, y / (height * 0.7)));
      if (Math.hypot(x - sun.x, y - sun.y) < sun.r) colour = [255, 246, 214];
      hills.forEach((hill, i) => {
        if (y > (edges[i] ?? height)) ({ colour } = hill);
      });
      points.set(colour.map(Math.round), (y * width + x) * 3);
    }
  }
  return sharp(points, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
