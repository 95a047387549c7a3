/** The command line: start, show one analysis, serve until Ctrl-C. */
@NullMarked
package io.followsync.stack.run;

import org.jspecify.annotations.NullMarked;
