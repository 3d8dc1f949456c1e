import '@portico/widgets/provider';
import '@portico/widgets/create-user';
import '@portico/widgets/dashboard-access';
import '@portico/widgets/password-reset';
