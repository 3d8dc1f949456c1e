/** One self-contained module for a record page: provider, HTTP adapter, and the widgets that stand on such pages. */
import './connect-http.ts';
import '../src/provider/define.ts';
import '../src/create-user/define.ts';
import '../src/dashboard-access/define.ts';
import '../src/password-reset/define.ts';
