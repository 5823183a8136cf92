// Declarations and the list first: everything else reads them as it is loaded.
import '../own-module/declare';
import '../form-only/register';
import '../own-module/register';
