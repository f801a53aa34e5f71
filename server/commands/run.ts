import { readConfig, type Config } from '../config.ts';
import { startTrouble } from '../start-trouble.ts';

/** Does the work of a command with the settings of the environment; what goes wrong is said in plain Swedish. */
export async function run(work: (config: Config) => Promise<void>, overrides: Partial<Config> = {}): Promise<void> {
  let config: Config | undefined;
  try {
    config = readConfig(process.env, overrides);
    await work(config);
  } catch (error) {
    console.error(config === undefined ? (error as Error).message : startTrouble(error, config));
    process.exit(1);
  }
}
