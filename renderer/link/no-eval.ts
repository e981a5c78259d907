import { z } from 'zod';

// The page's content policy forbids making code from text. zod would try it, once for each schema it builds, and each
// try is reported as a violation. It looks at this setting while a schema is being built, so the page's entry imports
// this file before anything that reaches shared/.
z.config({ jitless: true });
