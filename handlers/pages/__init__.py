"""What people see in the browser. A view says whom it is for, calls one function, and renders."""
