/** System A's calls: submit a session, follow its analysis, remove it, see the queue. */
@NullMarked
package io.followsync.gateway.analysis.web;

import org.jspecify.annotations.NullMarked;
