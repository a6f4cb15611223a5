"""Documents: plain values in, a file out; foreign files in, plain values out."""
