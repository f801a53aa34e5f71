if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `MR-kollen behöver Node 24 eller senare. Här körs ${process.version}. Starta med npm start, eller installera Node 24 från nodejs.org.`,
  );
  process.exit(1);
}

const { readConfig } = await import('./config.ts');
const { listen, prepare } = await import('./start.ts');

try {
  await listen(await prepare(readConfig(process.env)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
