import { watchForms } from './components/unsent-form.ts';
import { startLanguage } from './i18n/language.ts';
import { sendLeftDrafts } from './offline/send.ts';
import { startRouter } from './router.ts';

await startLanguage();
startRouter();
watchForms();
void sendLeftDrafts();
