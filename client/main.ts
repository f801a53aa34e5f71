import { watchForms } from './components/unsent-form.ts';
import { startLanguage } from './i18n/language.ts';
import { sendKeptText } from './offline/send-kept.ts';
import { startRouter } from './router.ts';

await startLanguage();
startRouter();
watchForms();
void sendKeptText();
