/**
 * The port to whatever can deliver the two lists of an account, page by page. A
 * <em>source</em> is opened for a job and gives a <em>reader</em>. The <em>viewer</em> is
 * the account whose session reads; the <em>declared counts</em> are the sizes that the
 * account itself shows. A <em>probe</em> asks about a single member. What the engine must
 * know of a source stands in its <em>traits</em>.
 */
@NullMarked
package io.followsync.worker.source;

import org.jspecify.annotations.NullMarked;
