import { readConfig } from '../config.ts';
import { rotateKeyFile } from '../open/keys.ts';

/** `npm run signing-key:rotate`: a new key for signing open results. Restart the service afterwards. */
const { signingKeyFile } = readConfig(process.env);
const { kid } = rotateKeyFile(signingKeyFile);
console.log(
  `Ny nyckel i ${signingKeyFile} (${kid}). Den gamla ligger kvar bredvid. Starta om tjänsten.\nDet som är undertecknat med den gamla går fortfarande att kontrollera.`,
);
