/** Patterns, so that colour is never the only thing that tells series apart (WCAG 1.4.1). */
const DRAW: readonly ((context: CanvasRenderingContext2D, size: number) => void)[] = [
  () => undefined,
  (context, size) => {
    context.moveTo(0, size);
    context.lineTo(size, 0);
  },
  (context, size) => {
    context.arc(size / 2, size / 2, size / 5, 0, 2 * Math.PI);
  },
  (context, size) => {
    context.moveTo(0, size / 2);
    context.lineTo(size, size / 2);
  },
];

/** A fill for the series with this number: plain, stripes, dots, lines. */
export function patternFill(colour: string, ink: string, series: number): string | CanvasPattern {
  if (series % DRAW.length === 0) return colour;
  const size = 8;
  const tile = document.createElement('canvas');
  tile.width = size;
  tile.height = size;
  const context = tile.getContext('2d');
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.beginPath();
  DRAW[series % DRAW.length]?.(context, size);
  context.stroke();
  return context.createPattern(tile, 'repeat') ?? colour;
}
