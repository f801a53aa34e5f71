import sharp from 'sharp';
import { invalid } from '../http/problem.ts';

/** What a picture may weigh when it is sent, and how large it is when it is shown. */
export const LARGEST_UPLOAD = 8 * 1024 * 1024;
const MOST_PIXELS = 40_000_000;
const NARROWEST = 300;
const WIDEST = 1400;
/** A picture of a whole page is much higher than wide. */
const HIGHEST = 2 * WIDEST;
export const SMALL_WIDTH = 480;

// Only these three decoders can run, whatever a file calls itself: no SVG, PDF, TIFF or HEIC (OWASP, File Upload).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});
sharp.cache(false);
sharp.concurrency(1);

const SIGNATURES: readonly ((bytes: Buffer) => boolean)[] = [
  (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
];

export interface Picture {
  readonly bytes: Buffer;
  /** The same, at most `SMALL_WIDTH` wide: for lists and small screens. */
  readonly small: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes a picture safe to show: its kind is told by its content, and what is kept is a new JPEG made from the pixels
 * alone, so that place, camera and anything hidden in the file are gone. Throws a Problem that says what is wrong.
 */
export async function reencoded(sent: Buffer): Promise<Picture> {
  if (sent.length > LARGEST_UPLOAD) throw invalid('picture', 'är för stor. Den får vara högst 8 MB');
  if (!SIGNATURES.some((matches) => matches(sent)))
    throw invalid('picture', 'ska vara JPEG, PNG eller WebP. SVG, HEIC och PDF går inte att använda');
  let made;
  try {
    made = await sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .resize({ width: WIDEST, height: HIGHEST, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 78, progressive: true, mozjpeg: true })
      .timeout({ seconds: 10 })
      .toBuffer({ resolveWithObject: true });
  } catch (error) {
    const tooMany = error instanceof Error && error.message.includes('pixel limit');
    throw invalid(
      'picture',
      tooMany ? 'har för många bildpunkter. Minska den först' : 'går inte att läsa. Spara om den och försök igen',
    );
  }
  const { width, height } = made.info;
  if (width < NARROWEST) throw invalid('picture', `är för liten. Den ska vara minst ${NARROWEST} bildpunkter bred`);
  const small = await sharp(made.data)
    .resize({ width: SMALL_WIDTH, withoutEnlargement: true })
    .jpeg({ quality: 74, progressive: true, mozjpeg: true })
    .toBuffer();
  return { bytes: made.data, small, width, height };
}
