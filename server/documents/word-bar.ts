import { ImageRun } from 'docx';
import sharp from 'sharp';

/** Pixels of the picture, twice as many as it is shown with, so that it is sharp on paper. */
const WIDTH = 560;
const HEIGHT = 22;
const INSIDE = [0x1f, 0x5a, 0x66] as const;
const OUTSIDE = [0xff, 0xff, 0xff] as const;
const EDGE = [0x9f, 0xb0, 0xb3] as const;

function pixelAt(x: number, y: number, filled: number): readonly number[] {
  if (x < 2 || y < 2 || x >= WIDTH - 2 || y >= HEIGHT - 2) return EDGE;
  return x < filled ? INSIDE : OUTSIDE;
}

/** A bar from 0 to 100 as a picture, drawn point by point: no format is read. `value` null is an empty bar. */
export async function barPicture(name: string, value: number | null, text: string): Promise<ImageRun> {
  const filled = (WIDTH * (value ?? 0)) / 100;
  const pixels = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let i = 0; i < WIDTH * HEIGHT; i++) pixels.set(pixelAt(i % WIDTH, Math.floor(i / WIDTH), filled), i * 3);
  const data = await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .png()
    .toBuffer();
  const words = value === null ? `${name}: inget index` : `${name}: ${text} av 100`;
  return new ImageRun({
    type: 'png',
    data,
    transformation: { width: WIDTH / 2, height: HEIGHT / 2 },
    altText: { name, title: name, description: words },
  });
}
