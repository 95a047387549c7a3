/** What every request to Instagram is paid from before it is made. */
@NullMarked
package io.followsync.worker.budget;

import org.jspecify.annotations.NullMarked;
