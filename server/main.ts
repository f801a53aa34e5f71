if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `MR-kollen behöver Node 24 eller senare. Här körs ${process.version}. Starta med npm start, eller installera Node 24 från nodejs.org.`,
  );
  process.exit(1);
}

const { run } = await import('./commands/run.ts');
const { listen, prepare } = await import('./start.ts');

await run(async (config) => listen(await prepare(config)));
