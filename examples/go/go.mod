module example.com/editor

go 1.19

require github.com/keyward/keyward/sdk/go v0.1.0

replace github.com/keyward/keyward/sdk/go => ../../sdk/go
