"""What a program drew on a canvas, as SVG and as PNG: `gallery` follows the log, everything else serves it.

Source of what drawing means: the platform's pages on CanvasContext, and where they are silent the HTML standard's
"2D rendering context" [inferred]. Loaded with the first picture that somebody wants.
"""
