/** System A's calls about one job. */
@NullMarked
package io.followsync.gateway.analysis.web;

import org.jspecify.annotations.NullMarked;
