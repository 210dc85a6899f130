module postern.example/receiver

go 1.21
