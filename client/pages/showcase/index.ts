/** Examples and materials, for those who write them and for SKL: whoever opens one goes on to the next. */
import './example.ts';
import './examples.ts';
import './network-example.ts';
import './network-examples.ts';
import './standouts.ts';
import '../materials/network.ts';
import '../materials/own.ts';
