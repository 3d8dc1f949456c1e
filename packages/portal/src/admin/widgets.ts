import '@portico/widgets/provider/define';
import '@portico/widgets/create-user/define';
import '@portico/widgets/dashboard-access/define';
import '@portico/widgets/password-reset/define';
